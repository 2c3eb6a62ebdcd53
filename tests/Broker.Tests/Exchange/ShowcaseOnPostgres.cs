using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class ShowcaseOnPostgres(PostgresBroker host) : ShowcaseContract(host), IClassFixture<PostgresBroker>;
