using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class GrantsOnSqlite(SqliteBroker host) : GrantsContract(host), IClassFixture<SqliteBroker>;
