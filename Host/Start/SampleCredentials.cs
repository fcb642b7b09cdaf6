using BackOffice.Workflows;
using BackOffice.Workflows.Registry.Sample;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Start;

/// <summary>All sign-ins of the sample, as a person reads them and, for the first activation, as a shell does.</summary>
/// <param name="staffPassword">The password that staff of the sample share; null when there were staff before.</param>
/// <param name="sites">The credentials of every site.</param>
/// <param name="stories">What there is to try.</param>
internal sealed class SampleCredentials(string? staffPassword, IReadOnlyList<SiteCredentials> sites, IReadOnlyList<SampleStory> stories)
{
    public async Task WriteAsync(DataFolder folder, CancellationToken ct)
    {
        await using (var people = PrivateFile.Replace(folder.SampleCredentials))
            await people.WriteLineAsync(ForPeople().AsMemory(), ct);
        await using (var shell = PrivateFile.Replace(folder.SampleVariables))
            await shell.WriteLineAsync(ForShell().AsMemory(), ct);
    }

    private string ForPeople() =>
        $"""
        Sign-ins of the sample registry in this folder. They are made in Development only, and are worth nothing anywhere else.

        STAFF (the console, or POST /api/v1/staff/sign-in with name and password)
        {Lines(staffPassword is null ? [] : StaffRoles.All.Select(role => $"  name {role,-16} password {staffPassword}   role {role}"))}

        SITES (POST /connect/token with grant_type=client_credentials, client_id and client_secret)
        {Lines(sites.Select(site => $"  site {site.Site,-4} client_id {site.ClientId,-9} client_secret {site.Secret}"))}

        STORIES (sign in as the site, then POST /api/v1/sites/SITE/activations with the userId of the first line)
        {Lines(stories.Select(Told))}
        """;

    private string ForShell()
    {
        var story = stories.First(story => story.Kind == SampleStoryKind.TwoMembers);
        var (member, @default) = (story.Logins[0], story.Logins[1]);
        var site = sites.First(site => site.Site == member.Site);
        return $"""
            # The first activation for a shell. {story.Title}: {story.WhatHappens}
            SITE='{site.Site}'
            CLIENT_ID='{site.ClientId}'
            CLIENT_SECRET='{site.Secret}'
            USER_ID='{member.UserId}'
            DEFAULT_PASSWORD='{@default.Password}'
            """;
    }

    private static string Told(SampleStory story) =>
        $"""

          {story.Title} ({story.Clause})
        {Lines(story.Logins.Select(login => $"    {login.Part,-24} site {login.Site,-4} user ID {login.UserId,-24} password {login.Password}"))}
            {story.WhatHappens}
        """;

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
