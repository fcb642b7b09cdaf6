using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackOffice.Fixtures;
using BackOffice.Host;
using BackOffice.Host.Http;
using BackOffice.Workflows;
using BackOffice.Workflows.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Conventions;

/// <summary>What others rely on, as lists that a person has read.</summary>
public sealed partial class ApprovedListsTests : IDisposable
{
    private static readonly string[] Product = ["Rules", "Workflows", "Designer", "Host"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Routes_with_who_may_call_them_and_what_they_can_answer()
    {
        await using var app = BackOfficeHost.Build(new() { DataFolder = folder.File("data"), Environment = "Production" });
        // Files of pages have no slash in front, and their content in their name.
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText is ['/', ..]);
        Approved.Compare("routes", routes.SelectMany(Describe).Order(StringComparer.Ordinal));

        static IEnumerable<string> Describe(RouteEndpoint route)
        {
            var who = route.Metadata.GetMetadata<IAllowAnonymous>() is null ? string.Join('+', route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).Distinct()) : "";
            var statuses = string.Join(' ', route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Select(metadata => metadata.StatusCode).Distinct().Order());
            var key = route.Metadata.GetMetadata<TakesIdempotencyKey>() is null ? "" : " | Idempotency-Key";
            return (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"])
                .Select(method => $"{route.RoutePattern.RawText?.TrimEnd('/')} {method} | {(who.Length == 0 ? "anybody" : who)} | {statuses}{key}");
        }
    }

    [Fact]
    public void Refusals_with_their_HTTP_status()
    {
        var sources = Product.SelectMany(project => Directory.EnumerateFiles(RepositoryRoot.File(project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
        var codes = sources.SelectMany(file => RefusalCode().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct();
        Approved.Compare("refusals", codes.Order(StringComparer.Ordinal).Select(code => $"{code} {RefusalStatus.Of(new Refusal(code, new("", "")))}"));
    }

    [Fact]
    public void Settings_with_their_defaults()
    {
        var options = Product.Select(project => Assembly.Load($"BackOffice.{project}")).SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsClass: true, IsAbstract: false, IsNested: false } && type.GetConstructor(Type.EmptyTypes) is not null);
        Approved.Compare("settings", options.SelectMany(Describe).Order(StringComparer.Ordinal));

        static IEnumerable<string> Describe(Type type)
        {
            var defaults = Activator.CreateInstance(type)!;
            return type.GetProperties().Where(property => property.CanWrite || property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
                .Select(property => $"{SectionOf(type)}:{property.Name} = {DefaultOf(property, defaults)}");
        }
    }

    [Fact]
    public void Packages_that_the_product_needs_all_told()
    {
        var packages = Product.SelectMany(project =>
        {
            using var json = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File($"{project}/packages.lock.json")));
            return json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project")
                .Select(package => $"{package.Name} {package.Value.GetProperty("resolved").GetString()}").ToList();
        });
        Approved.Compare("packages", packages.Distinct().Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Schema(DatabaseProvider database)
    {
        await using var app = BackOfficeHost.Build(new()
        {
            DataFolder = folder.File("data"),
            Environment = "Production",
            Overrides = new Dictionary<string, string?> { ["Database:Provider"] = database.ToString(), ["Database:ConnectionString"] = "Host=nowhere" },
        });
        await using var scope = app.Services.CreateAsyncScope();
        Approved.Compare($"schema-{database.ToString().ToLowerInvariant()}", [scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Database.GenerateCreateScript()]);
    }

    public void Dispose() => folder.Dispose();

    // Every class of settings says which section it is: by a constant, or in the first words of its summary.
    private static string SectionOf(Type type)
    {
        if (type.GetField("Section") is { IsLiteral: true } constant)
            return (string)constant.GetRawConstantValue()!;
        var docs = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        var summary = docs.Descendants("member").FirstOrDefault(member => (string?)member.Attribute("name") == $"T:{type.FullName}")?.Element("summary");
        var section = summary is null ? Match.Empty : Section().Match(summary.ToString());
        Assert.True(section.Success, $"The summary of {type.Name} does not begin with 'Settings of section <c>…</c>'.");
        return section.Groups[1].Value;
    }

    private static string DefaultOf(PropertyInfo property, object defaults) => property.GetValue(defaults) switch
    {
        null or "" => "(none)",
        string text when Path.IsPathRooted(text) => Path.GetFileName(text),
        string text => text,
        IEnumerable many => $"[{string.Join(", ", many.Cast<object>())}]",
        // Depends on the machine.
        int when property.Name == "HashThreads" => "(processors - 1)",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [GeneratedRegex("""(?:new|Refusal)\("([a-z0-9]+(?:-[a-z0-9]+)+|busy|forbidden|unexpected)",\s*new\(""")]
    private static partial Regex RefusalCode();

    [GeneratedRegex("Settings of section <c>([A-Za-z:]+)</c>")]
    private static partial Regex Section();
}
