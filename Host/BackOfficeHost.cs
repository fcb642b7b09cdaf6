using BackOffice.Designer.Console;
using BackOffice.Host.Activation;
using BackOffice.Host.Audit;
using BackOffice.Host.Cases;
using BackOffice.Host.Changes;
using BackOffice.Host.Clashes;
using BackOffice.Host.Dashboard;
using BackOffice.Host.Definitions;
using BackOffice.Host.Http;
using BackOffice.Host.IdentityEdits;
using BackOffice.Host.Incidents;
using BackOffice.Host.Locks;
using BackOffice.Host.Login;
using BackOffice.Host.Notices;
using BackOffice.Host.Policies;
using BackOffice.Host.Recovery;
using BackOffice.Host.Registry;
using BackOffice.Host.Rehearsal;
using BackOffice.Host.Reports;
using BackOffice.Host.Review;
using BackOffice.Host.Roaming;
using BackOffice.Host.SignIn;
using BackOffice.Host.Staff;
using BackOffice.Host.Start;
using BackOffice.Host.Telemetry;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Backups;
using BackOffice.Workflows.Dashboard;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions;
using BackOffice.Workflows.Definitions.Rehearsals;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.IdentityEdits;
using BackOffice.Workflows.Incidents;
using BackOffice.Workflows.Locks;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.SiteAccess;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host;

/// <summary>The one place where a Host is put together, for the process and for whoever rehearses in a process of their own.</summary>
public static class BackOfficeHost
{
    /// <summary>Builds the application; nothing is read from or written to the database yet.</summary>
    /// <exception cref="IOException">The data folder cannot be written to.</exception>
    public static WebApplication Build(HostSettings settings)
    {
        var folder = settings.MakeDataFolder ? DataFolder.Open(settings.DataFolder) : DataFolder.At(settings.DataFolder);
        var builder = Configure(settings);
        builder.Services.AddSingleton(settings).AddSingleton(folder).AddSingleton(settings.Clock);
        AddRooms(builder.Services, builder.Configuration, folder);
        AddDoors(builder.Services, builder.Configuration);
        var app = builder.Build();
        UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    /// <summary>Makes a built Host ready to work: settings are checked, the database is brought up to date and holds what must be there before anything else.</summary>
    public static Task PrepareAsync(WebApplication app, CancellationToken ct) => app.Services.GetRequiredService<Preparation>().RunAsync(ct);

    /// <summary>Prepares a built Host, does what only the first start does, and listens. It runs until it is stopped.</summary>
    public static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        await PrepareAsync(app, ct);
        await app.Services.GetRequiredService<FirstStart>().RunAsync(ct);
        await ListenAsync(app, ct);
        await app.Services.GetRequiredService<Welcome>().SayAsync(app.Urls, ct);
    }

    private static async Task ListenAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            // The workers start before the port is taken.
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static WebApplicationBuilder Configure(HostSettings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(BackOfficeHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = settings.Environment,
            // A change of settings takes a restart; nothing watches the files.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        if (settings.Sections is { } sections)
            KeepOnly(sections, builder.Configuration);
        builder.Configuration.AddInMemoryCollection(settings.Overrides);
        builder.WebHost.UseUrls((settings.Urls ?? builder.Configuration["urls"] ?? HostSettings.DefaultUrls).Split(';', StringSplitOptions.RemoveEmptyEntries));
        // Built and not published, the files of the pages lie where they were built; published, this finds nothing to do.
        builder.WebHost.UseStaticWebAssets();
        Logs.Configure(builder.Logging, settings);
        return builder;
    }

    private static void KeepOnly(IReadOnlyCollection<string> sections, ConfigurationManager configuration)
    {
        var kept = sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()).Where(setting => setting.Value is not null).ToList();
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection(kept);
    }

    /// <summary>What drives: each room adds its own. Without the doors it is the product of a simulation.</summary>
    internal static void AddRooms(IServiceCollection services, ConfigurationManager configuration, DataFolder folder) => services
        .AddBackOfficeDatabase(configuration, folder.Path)
        .AddSignIn(configuration, folder.Path)
        .AddPolicies(configuration)
        .AddPolicyWork()
        .AddRegistry(configuration, folder.Path)
        .AddWorkflowEngine(configuration)
        .AddDefinitions(configuration)
        .AddIncidents(configuration)
        .AddActivation(configuration)
        .AddClashesAndDoubt(configuration)
        .AddDesk(configuration)
        .AddIdentityEdits()
        .AddLocks()
        .AddNotices(folder.Path)
        .AddDashboard()
        .AddAudit()
        .AddReports(configuration, folder.Path)
        .AddRecovery(configuration)
        .AddBackups()
        .AddSingleton<SiteSecrets>()
        .AddStaff(configuration);

    // What serves.
    private static void AddDoors(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddOptions<TokenOptions>().Bind(configuration.GetSection("Tokens")).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpFrame(configuration);
        services.AddTelemetry(configuration);
        services.AddSiteTokens();
        services.AddStaffTokens();
        services.AddConsoleCookies();
        services.AddConsole();
        services.AddSingleton<IScenarioStage, ScenarioStage>();
        services.AddSingleton<Preparation>().AddSingleton<SampleStart>().AddSingleton<FirstStart>().AddSingleton<Welcome>();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseHttpFrame();
        app.UseConsoleLanguage();
        app.UseRouting();
        app.UseRateLimits();
        app.UseAuthentication();
        app.UseFirstSteps();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseOutdatedForms();
        app.UseIdempotencyKeys();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapSiteTokens();
        app.MapVerifyPage();
        app.MapRecoveryPage();
        app.MapConsole();
        var api = app.MapGroup("/api/v1");
        api.MapSites();
        api.MapSiteJoins();
        api.MapRollOut();
        api.MapSiteJobs();
        api.MapPublicSites();
        api.MapDashboard();
        api.MapAudit();
        api.MapChanges();
        api.MapCases();
        api.MapDesk();
        api.MapBulkRuns();
        api.MapIncidents();
        api.MapOperations();
        api.MapDefinitions();
        api.MapDefinitionDrafts();
        api.MapMoves();
        api.MapClashes();
        api.MapVerdicts();
        api.MapPolicies();
        api.MapDrafts();
        api.MapDecisions();
        api.MapIdentityEdits();
        api.MapProgress();
        api.MapLocks();
        api.MapReportOfCase();
        api.MapRecoveries();
        api.MapNotices();
        api.MapRequestedReports();
        api.MapStaff();
        var site = api.MapGroup("/sites/{code}").RequireAuthorization(SiteTokens.Policy).Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
        site.MapAccounts();
        site.MapActivations();
        site.MapAnswers();
        site.MapReportOfActivation();
        site.MapLogins();
        site.MapRoaming();
    }
}
