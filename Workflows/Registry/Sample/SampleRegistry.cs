using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry.Files;
using static BackOffice.Workflows.Registry.Sample.SampleStoryKind;

namespace BackOffice.Workflows.Registry.Sample;

/// <summary>The sample registry: some twenty sites, some three hundred accounts, among them every case of clause 2.f. The same at every call.</summary>
internal sealed record SampleRegistry(IReadOnlyList<SiteRow> Sites, IReadOnlyList<SampleAccount> Accounts, IReadOnlyList<SampleStory> Stories)
{
    // What clerks type when a form asks for a user ID.
    private static readonly IReadOnlyList<string> CommonUserIds = ["admin", "penyedia", "kontraktor", "direktur", "lelang"];

    private static readonly SiteCode NotV3 = SiteCode.Parse("289");

    public static SampleRegistry Make()
    {
        var cast = new SampleCast();
        IReadOnlyList<SampleStory> stories = [.. Tell(cast)];
        Crowd(cast);
        return new(SampleWords.Sites, cast.Accounts, stories);
    }

    private static IEnumerable<SampleStory> Tell(SampleCast cast)
    {
        yield return new(Unique, "An account without a counterpart", "2.e", [cast.Unique(1).As("the account")],
            "It is active at once: nothing remains to be done.");

        var two = cast.Group(2, 41, 3);
        yield return new(TwoMembers, "One company at two sites", "2.f.2.b", [two[1].As("member"), two[0].As("Default")],
            "A group is made; the account with 41 packages is its Default. The member types the Default's password and is merged into it.");

        var tie = cast.Group(3, 8, 8);
        yield return new(Tie, "As many packages at both sites", "2.f.2.b, decision 1", [tie[1].As("member"), tie[0].As("Default")],
            "The earlier registration decides who is the Default; the rest is as above.");

        var three = cast.Group(4, 5, 27, 0);
        yield return new(ThreeMembers, "One company at three sites", "2.f.2.b, 2.h", [three[0].As("member"), three[2].As("member"), three[1].As("Default")],
            "Each member types the Default's password at its own site, and cannot roam before both it and the Default are active.");

        var branches = cast.Branches(5);
        yield return new(Branches, "Two branch offices of one taxpayer", "2.f.2.a", [branches[0].As("one office"), branches[1].As("the other office")],
            "Same NPWP, other address: each is active at once with its own user ID.");

        var clash = cast.Clash(6, "rekanan");
        yield return new(UserIdClash, "Two companies under one user ID", "2.f.1", [clash[0].As("one company"), clash[1].As("the other company")],
            "Both must choose a new user ID; nobody keeps the old one.");

        var doubt = cast.Doubt(8);
        yield return new(Doubt, "Same name, address and phone, but no NPWP on one side", "decision 10", [doubt[0].As("without NPWP"), doubt[1].As("with NPWP")],
            "A verifikator decides: same, branch or unrelated.");

        var contact = cast.SharedContact(9, "konsultanberkas");
        yield return new(SharedContact, "One consultant's e-mail address for two companies", "decision 12", [contact[0].As("one company"), contact[1].As("the other company")],
            "Reported in the scan, never grouped: each is active at once.");

        var empty = cast.Add(new(11), SiteCode.Parse("70"), packages: 2, change: record => record with { Province = "" });
        yield return new(EmptyProvince, "The province is empty", "decision 13", [empty.As("the account")],
            "The case waits until the province is filled in at its site, and goes on by itself.");

        var twin = cast.TwinOutside(12, NotV3);
        yield return new(TwinOutside, "A twin at a site that is not V3", "4.c", [twin[0].As("at the aggregated site"), twin[1].As("at the other site")],
            "The twin takes part in nothing: the account is active at once and alone, and the twin's own activation is refused.");
    }

    // Everyday company for the stories, with the same cases again.
    private static void Crowd(SampleCast cast)
    {
        for (var number = 20; number < 50; number++)
            cast.Group(number, number % 7 * 3, 4 + number % 11);
        for (var number = 50; number < 58; number++)
            cast.Group(number, 2, 30 + number, number % 5);
        for (var number = 60; number < 68; number++)
            cast.Branches(number);
        foreach (var (place, userId) in CommonUserIds.Index())
            cast.Clash(70 + place * 2, userId);
        for (var number = 80; number < 84; number++)
            cast.Doubt(number);
        for (var number = 84; number < 94; number += 2)
            cast.SharedContact(number, $"jasaberkas{number}");
        var outside = SampleWords.Sites.Where(site => site.Stage is not SiteStage.Aggregated).Select(site => site.Code).ToList();
        foreach (var (place, site) in outside.Index())
        {
            cast.TwinOutside(94 + place, site);
            cast.Add(new(100 + place), site, packages: place);
        }
        for (var number = 110; number < 245; number++)
            cast.Unique(number);
    }
}
