using System.Net;
using System.Text;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>A partner's own address with a key set, which can be changed and counts who reads it.</summary>
internal sealed class KeyServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _reads;

    public KeyServer()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = AnswerAsync();
    }

    public string Address { get; }

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>What it answers: status and body; a status of 302 leads to <see cref="Address"/> itself.</summary>
    public (int Status, string Body) Answer { get; set; } = (200, """{"keys":[]}""");

    public static string Set(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                Interlocked.Increment(ref _reads);
                var (status, body) = Answer;
                context.Response.StatusCode = status;
                if (status == 302)
                {
                    context.Response.RedirectLocation = Address;
                }

                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }
}
