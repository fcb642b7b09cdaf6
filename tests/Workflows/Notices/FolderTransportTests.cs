using BackOffice.Fixtures;
using BackOffice.Workflows.Notices;
using Microsoft.Extensions.Options;
using MimeKit;

namespace BackOffice.Workflows.Tests.Notices;

public sealed class FolderTransportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Same_message_id_twice_is_one_file()
    {
        var transport = To(folder.File("outbox"));

        await transport.SendAsync(Some.Mail(), Cancel);
        Assert.IsType<DeliveryResult.Sent>(await transport.SendAsync(Some.Mail(), Cancel));

        var file = Assert.Single(Directory.GetFiles(folder.File("outbox")));
        Assert.Equal("notice-1@backoffice.example.eml", Path.GetFileName(file));
        Assert.Equal("notice-1@backoffice.example", (await MimeMessage.LoadAsync(file, Cancel)).MessageId);
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_is_tried_again()
    {
        await File.WriteAllTextAsync(folder.File("outbox"), "a file in the way", Cancel);

        Assert.IsType<DeliveryResult.Retry>(await To(folder.File("outbox")).SendAsync(Some.Mail(), Cancel));
    }

    [Fact]
    public async Task Address_that_is_none_is_refused()
    {
        Assert.IsType<DeliveryResult.Refused>(await To(folder.Path).SendAsync(Some.Mail("budi"), Cancel));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/b@c")]
    [InlineData("a\0b")]
    public void File_name_stays_in_the_folder(string messageId)
    {
        var name = FolderTransport.FileName(messageId);

        Assert.Equal(Path.GetFileName(name), name);
        Assert.DoesNotContain('\0', name);
        Assert.False(name.StartsWith('.'));
    }

    [Fact]
    public void Different_ids_get_different_names() =>
        Assert.Equal(4, new[] { "a/b", "a_b", "a:b", new string('a', 400) }.Select(FolderTransport.FileName).Distinct().Count());

    private static FolderTransport To(string folder) => new(Options.Create(new MailOptions { Folder = folder }));
}
