using Xunit;

// One broker serves all tests that ask for it; it starts at the first of them.
[assembly: AssemblyFixture(typeof(ZioExchange.Testing.LiveBroker))]
