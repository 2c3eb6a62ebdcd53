using System.Text;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>POST /log/witness/add-checkpoint: another organisation's log asks for a cosignature (C2SP tlog-witness). Its own signature is its proof of who it is.</summary>
public static class WitnessEndpoint
{
    // 63 hashes and a checkpoint with many signatures.
    private const int Largest = 160 * 1024;

    public static void MapWitness(this IEndpointRouteBuilder routes) => routes.MapPost("/log/witness/add-checkpoint", HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(HttpContext http, CancellationToken ct)
    {
        if (http.RequestServices.GetService<Witness>() is not { } witness)
        {
            return Results.NotFound();
        }

        if (await BodyReader.ReadAsync(http.Request, Largest, ct) is not { } body)
        {
            return Results.StatusCode(413);
        }

        var (status, answer) = await witness.AddAsync(Encoding.UTF8.GetString(body.Span), ct);
        return Results.Text(answer, status == 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8", statusCode: status);
    }
}
