using System.Text;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>Sends an answer, or misbehaves as the faults say.</summary>
internal sealed class SourceAnswers(SandboxRegion region, SourceFaults faults)
{
    public async Task SendAsync(HttpContext http, SourceAnswer answer)
    {
        if (answer.Child is not { } child)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (faults.PauseOf(answer.Client, child.Reference) is { } pause)
        {
            await pause.HoldAsync(http.RequestAborted);
        }

        await AnswerAsync(http, answer, child);
    }

    private Task AnswerAsync(HttpContext http, SourceAnswer answer, SandboxChild child) =>
        faults.Of(answer.Client, child.Reference) switch
        {
            SourceFault.Down => Break(http),
            SourceFault.OutOfOrder => Status(http, StatusCodes.Status503ServiceUnavailable),
            SourceFault.Slow => SlowAsync(http, answer, child),
            SourceFault.Hangs => Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted),
            SourceFault.Garbage => BodyAsync(http, answer.MediaType, Encoding.UTF8.GetBytes("\u0001 no document, <kletskous>{[")),
            SourceFault.Foreign => BodyAsync(http, answer.MediaType, answer.MediaType.EndsWith("xml", StringComparison.Ordinal) ? "<iets/>"u8.ToArray() : "{\"iets\":1}"u8.ToArray()),
            SourceFault.Endless => EndlessAsync(http, answer.MediaType),
            SourceFault.OtherChild => BodyAsync(http, answer.MediaType, answer.Write(Another(child, answer.Client))),
            SourceFault.Dtd => BodyAsync(http, answer.MediaType, answer.Dtd()),
            SourceFault.Truncated => BodyAsync(http, answer.MediaType, answer.Write(child)[..^40]),
            SourceFault.Redirect => Redirect(http),
            SourceFault.WrongMediaType => BodyAsync(http, "text/html", answer.Write(child)),
            _ => BodyAsync(http, answer.MediaType, faults.Rewritten(answer.Client, child.Reference, answer.Write(child))),
        };

    private SandboxChild Another(SandboxChild child, string client) =>
        region.Children.First(other => other.Reference != child.Reference && other.SourceKeys.ContainsKey(client));

    private static Task BodyAsync(HttpContext http, string mediaType, byte[] body)
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private async Task SlowAsync(HttpContext http, SourceAnswer answer, SandboxChild child)
    {
        await Task.Delay(faults.Slowness, http.RequestAborted);
        await BodyAsync(http, answer.MediaType, answer.Write(child));
    }

    private static async Task EndlessAsync(HttpContext http, string mediaType)
    {
        http.Response.ContentType = mediaType;
        var part = Encoding.UTF8.GetBytes(new string(' ', 64 * 1024));
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.Body.WriteAsync(part, http.RequestAborted);
        }
    }

    private static Task Break(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext http)
    {
        http.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
        return Status(http, StatusCodes.Status307TemporaryRedirect);
    }
}
