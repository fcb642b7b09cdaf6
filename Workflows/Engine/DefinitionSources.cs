using System.Reflection;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Engine;

/// <summary>A place that definition files come from.</summary>
internal interface IDefinitionSource
{
    IEnumerable<DefinitionFile> Files();
}

/// <summary>A definition file, with the name under which a person finds it.</summary>
internal sealed record DefinitionFile(string Name, byte[] Content);

/// <summary>The files shipped with the product: every JSON file in <c>Workflows/Definitions</c>.</summary>
internal sealed class ShippedDefinitions : IDefinitionSource
{
    private const string Prefix = "Definitions/";

    public IEnumerable<DefinitionFile> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            yield return new(name[Prefix.Length..], content);
        }
    }
}

/// <summary>The files of the folder in <see cref="WorkflowOptions.Definitions"/>; none when it is not set.</summary>
internal sealed class FolderDefinitions(IOptions<WorkflowOptions> options) : IDefinitionSource
{
    public IEnumerable<DefinitionFile> Files() => options.Value.Definitions.Length == 0
        ? []
        : Directory.EnumerateFiles(options.Value.Definitions, "*.json").Order(StringComparer.Ordinal).Select(file => new DefinitionFile(file, File.ReadAllBytes(file)));
}
