using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Definitions;
using BackOffice.Host.Tests.Desk;
using BackOffice.Workflows.Data;

namespace BackOffice.Designer.Tests.Definitions;

/// <summary>Versions, drafts and moves of workflows, looked at.</summary>
public sealed class DefinitionScreensTests
{
    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Workflows_bar_nobody(string language)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "5.00:00:00").Renamed("await-verdict", "await-second-look"));
        var move = (await owners.Budi.MovedAsync("activation-v1", "activation-v2")).Move("id");
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(3).Setting("await-identity", "remindAfter", "6.00:00:00"))).Done()["id"];
        var broken = (await owners.Budi.DraftAsync(DefinitionWork.Activation(4).Renamed("await-identity", "check-identity"))).Done()["id"];
        await using var album = await Album.OpenAsync(host, owners.Budi, language);

        await album.LookAsync("workflows", "/workflows");
        await album.LookAsync("workflow-version", "/workflows/versions/activation-v2");
        await album.LookAsync("workflow-drafts", "/workflows/drafts");
        await album.LookAsync("workflow-draft", $"/workflows/drafts/{draft}");
        await album.LookAsync("workflow-draft-broken", $"/workflows/drafts/{broken}");
        await album.LookAsync("workflow-draft-new", "/workflows/drafts/new?from=activation-v2");
        await album.LookAsync("workflow-moves", "/workflows/moves");
        await album.LookAsync("workflow-move", $"/workflows/moves/{move}");
        await album.LookAsync("workflow-move-new", "/workflows/moves/new?from=activation-v1&to=activation-v2");
    }
}
