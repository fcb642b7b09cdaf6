using System.IO.Compression;
using System.Text;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows;
using BackOffice.Workflows.Backups;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Backups;

/// <summary>What is backed up while everybody works comes back whole: cases go on where they stood, what waited still waits, and the keys, kept apart, must be the right ones.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Archive => folder.File("backup.zip");

    public void Dispose() => folder.Dispose();

    [Theory, OnBothDatabases]
    public async Task Backup_under_load_restored_after_everything_is_gone_is_consistent_and_its_cases_go_on(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var medan = await JourneyAsync(host);

        var backup = Assert.IsType<WriteBackup.Answer.Written>(await BackUpUnderLoadAsync(host));
        await using var later = await host.LoseAndRestoreAsync(Archive);

        Assert.Empty(backup.Manifest.Missing);
        Assert.Empty((await later.VerifyAsync()).Findings);
        Assert.Equal(1, await later.Database.ReadAsync((db, ct) => db.Audit.CountAsync(entry => entry.Act == "backup-restored", ct), Cancel));
        // Where it stood: the Default's password is still to be typed, and the case ends.
        var again = new SiteClient(later, medan.Credentials);
        Assert.Equal("awaitDefaultPassword", (await again.ActivationAsync("sinar-medan")).State());
        Assert.Equal("active", (await again.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).State());
        // A wait fires: whoever never typed it is reminded on the third day.
        Assert.Equal("awaitDefaultPassword", (await new SiteClient(later, host.Site("13").Credentials).ActivationAsync("sinar-kedua")).State());
        var mails = (await later.MailsAsync()).Count;
        later.Clock.Advance(TimeSpan.FromDays(4));
        await Eventually.TrueAsync(async () => (await later.MailsAsync()).Count > mails, otherwise: () => later.Logs, cancel: Cancel);
    }

    [Theory, OnBothDatabases]
    public async Task Keys_are_not_in_the_backup_and_others_refuse_the_restore(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await using var stranger = await RunningHost.StartAsync(database);
        await JourneyAsync(host);
        Assert.IsType<WriteBackup.Answer.Written>(await BackUpAsync(host));

        await using (var zip = await ZipFile.OpenReadAsync(Archive, Cancel))
            Assert.All(zip.Entries, entry => Assert.Matches("^(manifest.json|database|reports/[^/]+.pdf)$", entry.FullName));
        Assert.Equal("restore-keys-wrong", (await RestoreAsync(stranger.Services, Archive)).Code);
    }

    [Theory, OnBothDatabases]
    public async Task Nothing_is_restored_over_a_database_nor_from_a_damaged_archive(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await JourneyAsync(host);
        Assert.IsType<WriteBackup.Answer.Written>(await BackUpAsync(host));
        Assert.Equal("restore-target-not-empty", (await RestoreAsync(host.Services, Archive)).Code);
        Assert.Equal("backup-file-exists", Assert.IsType<WriteBackup.Answer.Refused>(await BackUpAsync(host)).Why.Code);

        await File.WriteAllTextAsync(folder.File("none.zip"), "no archive", Cancel);
        Assert.Equal("backup-unreadable", (await RestoreAsync(host.Services, folder.File("none.zip"))).Code);
        Assert.Equal(["backup.zip", "none.zip"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("\"schema\": \"2", "\"schema\": \"9", "backup-newer")]
    [InlineData("\"provider\": \"Sqlite\"", "\"provider\": \"PostgreSql\"", "backup-of-other-database")]
    [InlineData("\"format\": 1", "\"format\": 2", "backup-unreadable")]
    [InlineData("\"name\": \"reports/", "\"name\": \"reports/../", "backup-unreadable")]
    public async Task Backup_of_another_kind_is_refused(string said, string instead, string code)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await JourneyAsync(host);
        Assert.IsType<WriteBackup.Answer.Written>(await BackUpAsync(host));
        await using (var zip = await ZipFile.OpenAsync(Archive, ZipArchiveMode.Update, Cancel))
        {
            await using var content = await zip.GetEntry("manifest.json")!.OpenAsync(Cancel);
            using var reader = new StreamReader(content, leaveOpen: true);
            var changed = (await reader.ReadToEndAsync(Cancel)).Replace(said, instead, StringComparison.Ordinal);
            content.SetLength(0);
            await content.WriteAsync(Encoding.UTF8.GetBytes(changed), Cancel);
        }

        using var elsewhere = new TemporaryFolder();
        await using var empty = BackOfficeHost.Build(host.BesideIn(elsewhere, ("Reports:Folder", elsewhere.File("reports"))));
        Assert.Equal(code, (await RestoreAsync(empty.Services, Archive)).Code);
    }

    [Fact]
    public async Task Archive_whose_content_is_not_what_its_manifest_says_is_damaged()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await JourneyAsync(host);
        Assert.IsType<WriteBackup.Answer.Written>(await BackUpAsync(host));
        await using (var zip = await ZipFile.OpenAsync(Archive, ZipArchiveMode.Update, Cancel))
        {
            var report = zip.Entries.First(entry => entry.FullName.StartsWith("reports/", StringComparison.Ordinal));
            await using var content = await report.OpenAsync(Cancel);
            content.WriteByte((byte)'x');
        }

        using var elsewhere = new TemporaryFolder();
        await using var empty = BackOfficeHost.Build(host.BesideIn(elsewhere, ("Reports:Folder", elsewhere.File("reports"))));
        Assert.Equal("backup-damaged", (await RestoreAsync(empty.Services, Archive)).Code);
        Assert.False(File.Exists(elsewhere.File("backoffice.db")));
        Assert.False(Directory.Exists(elsewhere.File("reports")));
    }

    private static async Task<Refusal> RestoreAsync(IServiceProvider host, string archive) =>
        Assert.IsType<RestoreBackup.Answer.Refused>(await host.GetRequiredService<RestoreBackup>().HandleAsync(new(archive), null, Cancel)).Why;

    private Task<WriteBackup.Answer> BackUpAsync(RunningHost host) => host.Services.GetRequiredService<WriteBackup>().HandleAsync(new(Archive), null, Cancel);

    // While staff and sites work: a backup is of one moment, whatever is committed meanwhile.
    private async Task<WriteBackup.Answer> BackUpUnderLoadAsync(RunningHost host)
    {
        using var enough = new CancellationTokenSource();
        var working = Task.Run(async () =>
        {
            for (var number = 0; !enough.IsCancellationRequested; number++)
                (await host.Site("13").RegisterAsync($"penyedia-{number}", Some.ThirdCompany with { PackageCount = number })).Done();
        }, Cancel);
        var answer = await BackUpAsync(host);
        await enough.CancelAsync();
        await working;
        return answer;
    }

    // A finished activation with its report and mails; one that waits for a password and will get it, and one that never does.
    private static async Task<SiteClient> JourneyAsync(RunningHost host)
    {
        var (jambi, medan, padang) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("13"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"));
        await padang.RegisterAsync("sinar-kedua", Some.Account(packages: 2, email: "padang@sinar.example"));
        await medan.RegisterAsync("bumi", Some.OtherCompany);
        Assert.Equal("active", (await medan.OpenActivationAsync("bumi")).State());
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());
        Assert.Equal("awaitDefaultPassword", (await padang.OpenActivationAsync("sinar-kedua")).State());
        await host.SettledAsync();
        return medan;
    }
}
