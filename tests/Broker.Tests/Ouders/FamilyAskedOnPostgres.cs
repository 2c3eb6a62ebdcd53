using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

public sealed class FamilyAskedOnPostgres() : FamilyAskedContract(new PostgresDatabase());
