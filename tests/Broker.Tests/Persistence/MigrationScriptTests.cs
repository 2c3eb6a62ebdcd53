using Xunit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Persistence;

public sealed class MigrationScriptTests
{
    [Fact]
    public void Every_script_number_and_name_exists_for_both_databases()
    {
        var sqlite = MigrationScript.For(DatabaseProvider.Sqlite).Select(script => script.Name);
        var postgres = MigrationScript.For(DatabaseProvider.Postgres).Select(script => script.Name);

        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, postgres);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public void No_number_is_used_twice(DatabaseProvider provider)
    {
        var numbers = MigrationScript.For(provider).Select(script => script.Version).ToArray();

        Assert.Equal(numbers.Distinct(), numbers);
    }
}
