using Xunit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>A copy is made of the server that the broker itself would choose.</summary>
public sealed class PostgresToolsTests
{
    [Theory]
    [InlineData("Host=db1,db2;Target Session Attributes=primary;Database=zio", "db1,db2", "5432,5432", "primary")]
    [InlineData("Host=db1:5433,db2:5434;Target Session Attributes=prefer-primary;Database=zio", "db1,db2", "5433,5434", "primary")]
    [InlineData("Host=db1:5433,db2;Port=6000;Target Session Attributes=read-write", "db1,db2", "5433,6000", "read-write")]
    [InlineData("Host=/run/postgresql;Database=zio", "/run/postgresql", "5432", null)]
    [InlineData("Host=::1;Database=zio", "::1", "5432", null)]
    public void Of_several_servers_the_client_programs_are_told_all_and_which_of_them_is_meant(string connection, string hosts, string ports, string? which)
    {
        var told = PostgresTools.Environment(connection);

        Assert.Equal((hosts, ports, which), (told["PGHOST"], told["PGPORT"], told["PGTARGETSESSIONATTRS"]));
    }

    [Fact]
    public void What_secures_the_connection_is_passed_on_and_what_is_not_set_is_left_to_the_machine()
    {
        var told = PostgresTools.Environment("Host=db;Username=zio;Password=secret;SSL Mode=VerifyFull;Root Certificate=/etc/zio/ca.pem;SSL Certificate=/etc/zio/zio.pem;SSL Key=/etc/zio/zio.key");

        Assert.Equal(("zio", "secret", "verify-full"), (told["PGUSER"], told["PGPASSWORD"], told["PGSSLMODE"]));
        Assert.Equal(("/etc/zio/ca.pem", "/etc/zio/zio.pem", "/etc/zio/zio.key"), (told["PGSSLROOTCERT"], told["PGSSLCERT"], told["PGSSLKEY"]));
        Assert.Null(told["PGPASSFILE"]);
    }
}
