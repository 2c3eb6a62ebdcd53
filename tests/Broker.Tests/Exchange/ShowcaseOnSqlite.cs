using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class ShowcaseOnSqlite(SqliteBroker host) : ShowcaseContract(host), IClassFixture<SqliteBroker>;
