using System.Globalization;
using System.Text;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Runs only in the process that <see cref="CrashContract"/> starts and kills: appends under load for ever, noting each acknowledged entry.</summary>
public sealed class CrashingAppender
{
    public const string Variable = "ZIO_TEST_CRASHING_APPENDER";
    private readonly Lock _turn = new();

    [Fact(Explicit = true)]
    public async Task Appends_until_it_is_killed()
    {
        var orders = (Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} is not set.")).Split('|');
        await using var database = new BrokerDatabase(Enum.Parse<DatabaseProvider>(orders[0]), orders[1]);
        await using var log = TestLog.New(database, LogSigningKey.Parse(orders[2]), MasterKey.Parse(orders[3]));
        await using var notebook = new FileStream(orders[4], FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => AppendAsync(log, notebook, caller)));
    }

    private async Task AppendAsync(AuditLog log, FileStream notebook, int caller)
    {
        for (var n = 0; ; n++)
        {
            var request = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{caller}-{n}");
            var written = (AppendedEntry.Written)await log.AppendAsync(TestLog.Disclosure(n) with { RequestId = request }, null, CancellationToken.None);
            lock (_turn)
            {
                notebook.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{written.Index} {request}\n")));
                notebook.Flush();
            }
        }
    }
}
