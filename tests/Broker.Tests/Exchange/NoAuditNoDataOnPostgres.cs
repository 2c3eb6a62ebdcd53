using Xunit;

namespace ZioExchange.Broker.Tests.Exchange;

public sealed class NoAuditNoDataOnPostgres(PostgresBroker host) : NoAuditNoDataContract(host), IClassFixture<PostgresBroker>;
