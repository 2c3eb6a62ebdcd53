using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Xunit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Hosting;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Cli.Operate;

/// <summary>A database that answers and takes nothing more is not good, and the doctor says so: the runbooks send the operator there first.</summary>
public abstract class DoctorRoomContract(ITestDatabase database) : DatabaseContract(database)
{
    [Fact]
    public async Task A_database_with_room_is_good_and_nothing_is_left_of_the_look()
    {
        var (_, said) = await DoctorAsync();

        Assert.Contains("good  room: ", said, StringComparison.Ordinal);
        Assert.Contains("good  schema: up to date", said, StringComparison.Ordinal);
    }

    protected async Task<(int Exit, string Said)> DoctorAsync()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("zio-doctor-").FullName;
        try
        {
            await using var app = BrokerHost.Build([
                "--environment", "Development", "--Data:Path", data, "--Database:Provider", TestDatabase.Database.Provider.ToString(), "--Database:ConnectionString", TestDatabase.Database.ConnectionString]);
            using var said = new StringWriter();
            return (await DoctorCommand.RunAsync(app.Services, said, Ct), said.ToString());
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }
}

public sealed class DoctorRoomOnSqlite() : DoctorRoomContract(new SqliteDatabase())
{
    [Fact]
    public async Task What_a_verb_has_to_tell_stands_beside_its_data_and_not_between_it()
    {
        await using var verb = BrokerHost.Build(["--environment", "Development"]);
        await using var broker = BrokerHost.Build(["--environment", "Development"], serves: true);

        Assert.Equal(LogLevel.Trace, verb.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.LogToStandardErrorThreshold);
        Assert.Equal(LogLevel.None, broker.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.LogToStandardErrorThreshold);
    }
}

[Trait("Needs", "Postgres")]
public sealed class DoctorRoomOnPostgres() : DoctorRoomContract(new PostgresDatabase())
{
    [Fact]
    public async Task A_server_that_takes_nothing_is_named_with_the_runbook()
    {
        var name = new Npgsql.NpgsqlConnectionStringBuilder(TestDatabase.Database.ConnectionString).Database;
        await (await PostgresServer.SharedAsync()).RunAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");

        var (exit, said) = await DoctorAsync();

        Assert.Equal(ExitCodes.Finding, exit);
        Assert.Contains("BAD   room: PostgresException. Free space", said, StringComparison.Ordinal);
        Assert.Contains("docs/runbooks/database-lost.md", said, StringComparison.Ordinal);
    }
}
