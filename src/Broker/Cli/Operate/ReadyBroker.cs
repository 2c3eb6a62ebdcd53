using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The broker's rooms for a verb that reads or changes what a broker made before: its database exists and has the schema of this program.</summary>
internal static class ReadyBroker
{
    /// <param name="args">Configuration keys, as for <c>serve</c>.</param>
    /// <exception cref="ConfigurationFaultException">There is no database yet, or it has another schema; nothing was made or changed.</exception>
    public static async Task<WebApplication> OpenAsync(string[] args, CancellationToken ct)
    {
        var app = BrokerHost.Build(args);
        try
        {
            var database = app.Services.GetRequiredService<BrokerDatabase>();
            if (!database.Exists)
            {
                throw new ConfigurationFaultException(["There is no database here. Go to the folder of the broker, or set Data:Path; for a new one run: zio migrate"]);
            }

            if (await Migrations.PendingAsync(database, ct) is { Count: > 0 } pending)
            {
                throw new ConfigurationFaultException([$"The database lacks {pending.Count} schema changes, from {pending[0].Name}. Run: zio migrate"]);
            }

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
