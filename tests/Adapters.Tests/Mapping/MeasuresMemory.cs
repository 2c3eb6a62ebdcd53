using Xunit;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Alone, because it measures the memory of the whole process.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
