using Microsoft.Extensions.Logging.Console;

namespace BackOffice.Host;

/// <summary>Where logs go: to the terminal, and never with passwords, tokens or request bodies in them.</summary>
internal static class Logs
{
    public static void Configure(ILoggingBuilder logging, HostSettings settings)
    {
        logging.ClearProviders();
        if (settings.Logs is { } elsewhere)
            logging.AddProvider(elsewhere);
        else
            logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // What fails there is thrown as well and told once, by whoever cannot go on; a lost race, which is tried again, is no news.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        // A start that fails is thrown as well, and told in a sentence where it is to be expected; a worker that dies is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Every refused token is the caller's affair, and each says so in its answer.
        logging.AddFilter("OpenIddict", LogLevel.Warning);
        // The ring is sealed where it is kept (SharedRing), of which Data Protection knows nothing.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (settings.Quiet)
        {
            logging.SetMinimumLevel(LogLevel.Warning);
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }
    }
}
