using Xunit;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>The classes of tests that share three nodes behind HAProxy, one after another: what starts so much starts once.</summary>
[CollectionDefinition]
public sealed class SharedBalancedNodes : ICollectionFixture<BalancedNodes>;
