using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Decision 13: an identity that is not fit to compare is named field by field, with the site where to mend it; the case then goes on by itself.</summary>
public sealed class MendingTests
{
    [Theory]
    [InlineData("region", "", "Kota Jambi", "01.234.567.4-331.000", "kantor@sinar-kencana.co.id")]
    [InlineData("region", "Jambi", " ", "01.234.567.4-331.000", "kantor@sinar-kencana.co.id")]
    [InlineData("regency", "Jambi", "Kota Medan", "01.234.567.4-331.000", "kantor@sinar-kencana.co.id")]
    [InlineData("npwp", "Jambi", "Kota Jambi", "01.234.567.4-331", "kantor@sinar-kencana.co.id")]
    [InlineData("npwp", "Jambi", "Kota Jambi", "NPWP 01.234.567.4-331.0O0", "kantor@sinar-kencana.co.id")]
    [InlineData("email", "Jambi", "Kota Jambi", "01.234.567.4-331.000", "kantor.sinar-kencana.co.id")]
    [InlineData("email", "Jambi", "Kota Jambi", "01.234.567.4-331.000", "")]
    public async Task Field_to_mend_is_named_with_the_site(string field, string province, string regency, string npwp, string email)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account(npwp: npwp, email: email) with { Province = province, Regency = regency });

        var reply = await jambi.OpenActivationAsync("sinar");

        Assert.Equal("awaitIdentity", reply.State());
        Assert.Equal([field], reply.FieldsToMend());
        Assert.Equal(["mend-identity at 277"], reply.Remaining());
    }

    [Theory, OnBothDatabases]
    public async Task Mended_identity_lets_the_case_go_on_by_itself(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account(npwp: "123") with { Province = "" });
        Assert.Equal(["npwp", "region"], (await jambi.OpenActivationAsync("sinar")).FieldsToMend());

        await jambi.RegisterAsync("sinar", Some.Account() with { Province = "" });
        await jambi.MustMendAsync("sinar", ["region"]);
        await jambi.RegisterAsync("sinar", Some.Account());

        await jambi.ReachesAsync("sinar", "active");
    }

    [Theory, OnBothDatabases]
    public async Task Provider_is_told_what_to_mend(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account() with { Province = "" });

        await jambi.OpenActivationAsync("sinar");

        var letter = Assert.Single(await host.MailsAsync());
        Assert.Equal((Some.Account().Email, "Identitas perusahaan perlu diperbaiki"), (letter.To, letter.Subject));
        Assert.Contains("Provinsi atau kabupaten/kota perusahaan masih kosong", letter.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Check_digit_that_does_not_fit_is_a_warning_only(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account(npwp: "01.234.567.5-331.000"));

        var reply = await jambi.OpenActivationAsync("sinar");

        Assert.Equal("active", reply.State());
        Assert.Contains("TaxNumberCheckDigit", (await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).CaseAsync(reply.CaseId()))["timeline"], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task No_NPWP_and_nobody_alike_is_neither_to_be_mended_nor_in_doubt(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account(npwp: ""));

        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar")).State());
    }
}
