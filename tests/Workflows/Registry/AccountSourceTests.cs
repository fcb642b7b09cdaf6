using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Intake;
using BackOffice.Workflows.SignIn;
using static BackOffice.Workflows.Tests.Registry.RegistryFiles;

namespace BackOffice.Workflows.Tests.Registry;

public sealed class AccountSourceTests
{
    private const int Rows = 10 * AccountSource.BatchSize;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_of_any_length_is_held_a_few_batches_at_a_time()
    {
        using var files = new RegistryFiles();
        var row = Account(userId: "u######");
        files.Write([.. Enumerable.Range(0, Rows).Select(i => row.Replace("######", i.ToString("d6", CultureInfo.InvariantCulture), StringComparison.Ordinal))]);
        var (table, _) = CsvTable.Open(files.Accounts, AccountRow.Columns);
        using (table)
        {
            var source = new AccountSource(table!, [SiteCode.Parse("70")], new SealingKey(new byte[SealingKey.Length]));
            var furthest = 0L;
            var taken = 0;
            await foreach (var batch in source.BatchesAsync(Ct))
            {
                Assert.Equal(AccountSource.BatchSize, batch.Drafts.Count);
                taken++;
                // A writer so slow that the reader would come to the end of the file, if it could.
                await Task.Delay(taken == 1 ? 500 : 0, Ct);
                furthest = taken == 1 ? table!.BytesRead : furthest;
            }
            Assert.Equal(Rows / AccountSource.BatchSize, taken);
            // One taken, two waiting, one in the hand of the reader; the rest of the file is not touched.
            Assert.InRange(furthest, 1, new FileInfo(files.Accounts).Length * 5 / 10);
        }
    }

    [Fact]
    public async Task Reader_stops_when_nobody_wants_more()
    {
        using var files = new RegistryFiles();
        files.Write(Account());
        var (table, _) = CsvTable.Open(files.Accounts, AccountRow.Columns);
        using (table)
        {
            await foreach (var batch in new AccountSource(table!, [SiteCode.Parse("70")], new SealingKey(new byte[SealingKey.Length])).BatchesAsync(Ct))
            {
                Assert.Single(batch.Drafts);
                break;
            }
        }
    }
}
