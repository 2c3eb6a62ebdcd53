using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class WithdrawalOnPostgres(PostgresBroker host) : WithdrawalContract(host), IClassFixture<PostgresBroker>;
