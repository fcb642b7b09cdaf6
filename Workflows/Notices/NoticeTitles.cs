using BackOffice.Rules;

namespace BackOffice.Workflows.Notices;

/// <summary>What the notices are called where people choose among them: the titles of their letters.</summary>
public sealed class NoticeTitles
{
    private readonly NoticeTemplates templates;

    internal NoticeTitles(NoticeTemplates templates) => this.templates = templates;

    /// <summary>The names of all notices.</summary>
    public IReadOnlyList<string> Names => templates.Names;

    /// <summary>The title of a notice; its bare name where an earlier release wrote it and this one has no such template.</summary>
    public Sentence Of(string name) =>
        templates.Names.Contains(name) ? new(templates[name].Indonesian.TitleText, templates[name].English.TitleText) : NoticeValue.Same(name);
}
