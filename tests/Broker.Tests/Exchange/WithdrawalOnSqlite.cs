using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class WithdrawalOnSqlite(SqliteBroker host) : WithdrawalContract(host), IClassFixture<SqliteBroker>;
