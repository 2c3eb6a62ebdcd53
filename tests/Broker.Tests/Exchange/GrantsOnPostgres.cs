using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class GrantsOnPostgres(PostgresBroker host) : GrantsContract(host), IClassFixture<PostgresBroker>;
