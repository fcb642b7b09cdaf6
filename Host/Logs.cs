namespace BackOffice.Host;

/// <summary>Where logs go: to the terminal, and never with passwords, tokens or request bodies in them.</summary>
internal static class Logs
{
    public static void Configure(ILoggingBuilder logging, bool quiet)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // A failed command is thrown as well, and told there; one is even wanted, when a new database is asked for its migrations.
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        // Every refused token is the caller's affair, and each says so in its answer.
        logging.AddFilter("OpenIddict", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // The key ring lies in a folder of the owner alone; that it is not encrypted there too is told in docs/adr, not at each start.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (quiet)
        {
            logging.SetMinimumLevel(LogLevel.Warning);
            logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }
    }
}
