using System.Text;
using BackOffice.Fixtures;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Tests.Engine;

public sealed class DefinitionPublisherTests : IDisposable
{
    private static readonly FlowFile First = new FlowFile("flow").Await("ask", "go");
    private readonly TemporaryFolder folder = new();

    public DefinitionPublisherTests() => Directory.CreateDirectory(folder.File("definitions"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Same_file_again_is_nothing_new()
    {
        await using var trial = await BeginAsync(First);

        await PublishAsync(trial);

        Assert.Equal(["flow-v1"], await PublishedAsync(trial));
    }

    [Fact]
    public async Task Edited_file_under_a_published_id_is_refused()
    {
        await using var trial = await BeginAsync(First);
        Write("edited.json", new FlowFile("flow").Await("ask", "stop").Bytes());

        var refused = await Assert.ThrowsAsync<DefinitionRefusedException>(() => PublishAsync(trial));

        Assert.Contains("edited.json: 'flow-v1' was published before", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_number_is_taken_once()
    {
        await using var trial = await BeginAsync(First);
        var other = new FlowFile("flow").Await("ask", "go").Json();
        other["id"] = "flow-other";
        Write("other.json", Encoding.UTF8.GetBytes(other.ToJsonString()));

        var refused = await Assert.ThrowsAsync<DefinitionRefusedException>(() => PublishAsync(trial));

        Assert.Contains("version 1 of 'flow' is 'flow-v1' already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_published_unless_everything_can_be()
    {
        await using var trial = await BeginAsync(First);
        Write("a-good.json", new FlowFile("good").Act("act").Bytes());
        Write("b-bad.json", new FlowFile("bad").Step("fly", "BackOffice.Fly").Bytes());

        var refused = await Assert.ThrowsAsync<DefinitionRefusedException>(() => PublishAsync(trial));

        Assert.Contains("b-bad.json: $.root.activities[0].type (line 1): The step 'BackOffice.Fly' is not known.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["flow-v1"], await PublishedAsync(trial));
    }

    [Fact]
    public async Task New_version_is_for_new_cases_and_running_ones_stay_on_theirs()
    {
        await using var trial = await BeginAsync(First);
        var (oldCase, old) = await trial.StartAsync("flow");
        Write("second.json", new FlowFile("flow", version: 2).Await("ask", "go").Act("act").Link("ask", "Told", "act").Bytes());
        await PublishAsync(trial);
        await trial.RestartAsync();

        var (newCase, young) = await trial.StartAsync("flow");
        await trial.Engine.SignalAsync(oldCase, "go", null, Cancel);
        await trial.Engine.SignalAsync(newCase, "go", null, Cancel);

        Assert.Equal(("flow-v1", "ask"), await trial.StateAsync(old) is var one ? (one.DefinitionVersion, one.Node) : default);
        Assert.Equal(("flow-v2", "act"), await trial.StateAsync(young) is var two ? (two.DefinitionVersion, two.Node) : default);
    }

    private Task<EngineTrial> BeginAsync(params FlowFile[] flows)
    {
        var settings = EngineGrounds.Sqlite(folder);
        settings["Workflows:Definitions"] = folder.File("definitions");
        return EngineTrial.BeginAsync(settings, flows);
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(folder.File("definitions"), name), content);

    private static Task PublishAsync(EngineTrial trial) => trial.Service<DefinitionPublisher>().PublishAsync(Cancel);

    private static Task<List<string>> PublishedAsync(EngineTrial trial) =>
        trial.Database.ReadAsync((db, ct) => db.DefinitionVersions.Select(version => version.Id).Order().ToListAsync(ct), Cancel);
}
