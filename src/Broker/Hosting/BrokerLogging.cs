using Microsoft.Extensions.Logging.Console;

namespace ZioExchange.Broker.Hosting;

/// <summary>What operators see: codes, counts and opaque references. JSON lines in Production, one short line each in Development.</summary>
internal static class BrokerLogging
{
    /// <param name="serves">A verb writes data to standard output, and these lines to standard error.</param>
    public static void AddBrokerLogging(this ILoggingBuilder logging, IHostEnvironment environment, bool serves)
    {
        logging.ClearProviders();
        if (!serves)
        {
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        // SQL and routes can be about people: what EF Core says of a failed command comes back as an exception, whose type alone is logged.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);

        // It warns that its keys are stored in the clear; the store itself wraps them (SharedKeyRing).
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // What a caller sent for a cookie, and a token whose caller left while it was checked. The latter is thrown on, so whoever answers says what is ours of it.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Mvc.ViewFeatures.CookieTempDataProvider", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Authentication.JwtBearer", LogLevel.None);
        if (environment.IsDevelopment())
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }
        else
        {
            logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }
    }
}
