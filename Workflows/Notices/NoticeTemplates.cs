using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Rules;

namespace BackOffice.Workflows.Notices;

/// <summary>The templates of all notices, read once at start and checked against the catalogue.</summary>
internal sealed class NoticeTemplates
{
    private const string OpeningName = "_opening";
    private const string ClosingName = "_closing";
    private const string ClosingWithLinkName = "_closing-with-link";
    private const string ResourcePrefix = "notices/";

    private readonly Dictionary<string, NoticeTemplate> templates;
    private readonly Dictionary<string, string> digests;

    private NoticeTemplates(Dictionary<string, NoticeTemplate> templates, IReadOnlyDictionary<string, string> sources)
    {
        this.templates = templates;
        // Opening and closing are part of every letter.
        digests = sources.ToDictionary(one => one.Key, one => Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{sources[OpeningName]}\n{one.Value}\n{sources[ClosingName]}"))));
        Names = [.. NoticeCatalogue.Variables.Keys];
    }

    /// <summary>The names of all notices.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What every notice begins with.</summary>
    public NoticeTemplate Opening => templates[OpeningName];

    /// <summary>What every notice ends with.</summary>
    public NoticeTemplate Closing => templates[ClosingName];

    /// <summary>What the one notice with a link ends with, since the others say that they have none.</summary>
    public NoticeTemplate ClosingWithLink => templates[ClosingWithLinkName];

    /// <summary>The template of a notice.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such notice.</exception>
    public NoticeTemplate this[string name] =>
        NoticeCatalogue.Variables.ContainsKey(name) ? templates[name] : throw new ArgumentException($"There is no notice '{name}'.", nameof(name));

    /// <summary>
    /// The digest of a template with its opening and closing, kept with each notice that was sent: where it differs from today's, the letter read differently then.
    /// Null where there is no such template.
    /// </summary>
    public string? DigestOf(string name) => digests.GetValueOrDefault(name);

    /// <summary>Reads the templates that are built in.</summary>
    /// <exception cref="InvalidOperationException">A template is missing or wrong; the message names every problem.</exception>
    public static NoticeTemplates Load() => Load(BuiltIn());

    /// <summary>Reads templates from their sources by name.</summary>
    /// <exception cref="InvalidOperationException">A template is missing or wrong; the message names every problem.</exception>
    public static NoticeTemplates Load(IReadOnlyDictionary<string, string> sources)
    {
        var read = sources.Select(source => NoticeParser.Parse(source.Key, source.Value)).ToList();
        var templates = read.Where(one => one.Template is not null).ToDictionary(one => one.Template!.Name, one => one.Template!);
        string[] problems = [.. read.SelectMany(one => one.Problems), .. Expected.Keys.Except(sources.Keys).Select(name => $"{name}: there is no template."),
            .. templates.Values.SelectMany(Problems)];
        return problems.Length == 0 ? new(templates, sources) : throw new InvalidOperationException("The notices cannot be used.\n" + string.Join('\n', problems));
    }

    /// <summary>Asks, before a notice is put into the outbox, whether it can be written.</summary>
    /// <exception cref="ArgumentException">A variable has no value, or there is no such notice.</exception>
    public static void Check(string name, IReadOnlyDictionary<string, Sentence> variables)
    {
        if (!NoticeCatalogue.Variables.TryGetValue(name, out var needed))
            throw new ArgumentException($"There is no notice '{name}'.", nameof(name));
        var missing = needed.Append(NoticeCatalogue.CompanyName).Where(variable => !variables.ContainsKey(variable)).ToArray();
        if (missing.Length > 0)
            throw new ArgumentException($"The notice '{name}' needs a value for {string.Join(", ", missing)}.", nameof(variables));
    }

    internal static Dictionary<string, string> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .ToDictionary(resource => Path.GetFileNameWithoutExtension(resource[ResourcePrefix.Length..]), resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                return reader.ReadToEnd().ReplaceLineEndings("\n");
            });
    }

    private static Dictionary<string, IReadOnlyList<string>> Expected => new(NoticeCatalogue.Variables)
    {
        [OpeningName] = [NoticeCatalogue.CompanyName],
        [ClosingName] = [],
        [ClosingWithLinkName] = [],
    };

    private static IEnumerable<string> Problems(NoticeTemplate template)
    {
        if (!Expected.TryGetValue(template.Name, out var variables))
            return [$"{template.Name}: the catalogue has no such notice."];
        return new[] { ("id", template.Indonesian), ("en", template.English) }.SelectMany(section => (string[])[
            .. variables.Except(section.Item2.Variables).Select(name => $"{template.Name}: {section.Item1} does not use {{{{{name}}}}}."),
            .. section.Item2.Variables.Except(variables).Select(name => $"{template.Name}: {section.Item1} uses the unknown variable {{{{{name}}}}}.")]);
    }
}
