using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting.Load;

/// <summary>At most so many requests of programs at once, per node, and fewer at work: who comes on top hears 503 at once, before anything is spent on it.</summary>
/// <remarks>
/// More at once does not make more answers, only later ones, until every caller has given up before its answer comes. Setting <c>Load:MostAtOnce</c> bounds
/// all that are inside, with room for several sources that hang (each holds at most the places and the line of its compartment);
/// <see cref="WorkPlaces"/> those at work. Health, metrics and the log's public files are never refused.
/// </remarks>
internal sealed class LoadShedding(RequestDelegate next, WorkPlaces places, BrokerSettings settings)
{
    private static readonly ReadyProblem Refused = new(503, FaultReasons.Overloaded, "Wait as long as Retry-After says and send it again.");

    private readonly int _most = settings.Load.MostAtOnce;

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
            if (Interlocked.Increment(ref _atOnce) <= _most && await places.EnterAsync(http.RequestAborted) is { } place)
            {
                using (place)
                {
                    place.Take();
                    http.Response.OnStarting(LeaveAsync, place);   // a caller that reads slowly holds no place
                    await next(http);
                    return;
                }
            }

            BrokerMeter.Shed.Add(1);
            http.Response.Headers.RetryAfter = "1";
            await Refused.WriteAsync(http);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private static Task LeaveAsync(object place)
    {
        ((WorkPlace)place).Dispose();
        return Task.CompletedTask;
    }
}
