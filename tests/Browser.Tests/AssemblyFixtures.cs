using Xunit;

[assembly: AssemblyFixture(typeof(ZioExchange.Browser.Tests.Chromium))]
[assembly: AssemblyFixture(typeof(ZioExchange.Browser.Tests.RunningBroker))]

// One browser and one broker serve all; a few windows at a time keep a small machine from starving them.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
