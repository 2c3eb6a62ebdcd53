using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class NoAuditNoDataOnSqlite(SqliteBroker host) : NoAuditNoDataContract(host), IClassFixture<SqliteBroker>;
