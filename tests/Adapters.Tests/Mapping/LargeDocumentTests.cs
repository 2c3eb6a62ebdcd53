using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

[Collection(nameof(MeasuresMemory))]
public sealed class LargeDocumentTests
{
    [Fact]
    public void Memory_does_not_grow_with_a_document_of_50_megabytes()
    {
        var catalogue = Samples.Load(JeugdhulpSample.Table);
        var bytes = Encoding.UTF8.GetBytes(JeugdhulpSample.Document(210_000));
        Assert.True(bytes.Length > 50 * 1024 * 1024, $"{bytes.Length}");
        var sink = new Counter(GC.GetTotalMemory(forceFullCollection: true));

        catalogue.Preview(new SourceDocument("proef", bytes), new PreviewRequest(), sink);

        Assert.Equal(210_001, sink.Count);
        Assert.True(sink.Most < 8 * 1024 * 1024, $"{sink.Most} bytes kept");
    }

    private sealed class Counter(long before) : IResourceSink
    {
        public int Count { get; private set; }

        public long Most { get; private set; }

        public void Add(ReadOnlySpan<byte> resource)
        {
            if (++Count % 70_000 == 0)
            {
                Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }
    }
}
