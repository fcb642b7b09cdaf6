using BackOffice.Workflows.Registry.Sample;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Start;

/// <summary>Makes an empty database worth looking at: the sample registry, secrets for its sites, staff of every role, and a file that tells them all. In Development only.</summary>
internal sealed class SampleStart(HostSettings settings, IHostEnvironment environment, DataFolder folder, LoadSample sample, AddSampleStaff staff, SiteSecrets secrets)
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (!environment.IsDevelopment() || !settings.LoadSample)
            return;
        switch (await sample.HandleAsync(ct))
        {
            case LoadSample.Answer.NotEmpty:
                return;
            case LoadSample.Answer.Unusable { Refusal: var why }:
                throw new UnusableException(why.Sentence.English);
            case LoadSample.Answer.Loaded loaded:
                var password = await staff.HandleAsync(ct);
                var sites = await secrets.ReplaceAllAsync(StaffActor.CommandLine, null, ct) is SiteSecrets.Answer.Made made
                    ? made.Credentials
                    : throw new InvalidOperationException("The command line may make site secrets.");
                await new SampleCredentials(password, sites, loaded.Stories).WriteAsync(folder, ct);
                return;
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    }
}
