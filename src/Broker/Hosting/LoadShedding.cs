using System.Globalization;
using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>At most so many requests of programs at once, per node: who comes on top hears 503 at once, before anything is spent on it.</summary>
/// <remarks>
/// More at once does not make more answers, only later ones, until every caller has given up before its answer comes. Setting <c>Load:MostAtOnce</c>;
/// the usual number leaves room for several sources that hang (each holds at most the places and the line of its compartment).
/// Health, metrics and the log's public files are never refused.
/// </remarks>
internal sealed class LoadShedding(RequestDelegate next, IConfiguration configuration)
{
    public const int Usual = 1024;

    private readonly int _most =
        int.TryParse(configuration["Load:MostAtOnce"], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 ? most : Usual;

    private int _atOnce;

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.IsOfProgram())
        {
            await next(http);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _atOnce) <= _most)
            {
                await next(http);
                return;
            }

            BrokerMeter.Shed.Add(1);
            http.Response.Headers.RetryAfter = "1";
            await Problems.WriteAsync(http, 503, FaultReasons.Overloaded, "Wait as long as Retry-After says and send it again.");
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }
}
