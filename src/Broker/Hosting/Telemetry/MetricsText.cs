using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ZioExchange.Broker.Hosting.Telemetry;

/// <summary>Gathers the broker's own instruments and writes them in the Prometheus text format (version 0.0.4).</summary>
/// <remarks>No package for this restores here; the format is five kinds of line. Histograms have fixed bounds from 1 ms to 10 s.</remarks>
public sealed class MetricsText : IDisposable
{
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), Series> _series = new();
    private readonly ConcurrentDictionary<string, (string Type, string Help)> _instruments = new();

    public MetricsText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == BrokerMeter.Name)
            {
                _instruments[instrument.Name] = (instrument is Histogram<double> ? "histogram" : "counter", instrument.Description ?? instrument.Name);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => SeriesOf(instrument, tags).Add(value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => SeriesOf(instrument, tags).Observe(value));
        _listener.Start();
    }

    public string Write(IReadOnlyDictionary<string, double> gauges)
    {
        var text = new StringBuilder();
        foreach (var (name, (type, help)) in _instruments.OrderBy(instrument => instrument.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
            foreach (var (key, series) in _series.Where(series => series.Key.Name == name).OrderBy(series => series.Key.Labels, StringComparer.Ordinal))
            {
                series.Write(text, name, key.Labels, type == "histogram");
            }
        }

        foreach (var (name, value) in gauges)
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n{name} {value}\n");
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private Series SeriesOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            labels.Append(labels.Length == 0 ? string.Empty : ",").Append(CultureInfo.InvariantCulture, $"{name}=\"{value}\"");
        }

        return _series.GetOrAdd((instrument.Name, labels.ToString()), _ => new Series());
    }

    private sealed class Series
    {
        private readonly Lock _lock = new();
        private readonly long[] _buckets = new long[Bounds.Length];
        private long _count;
        private double _sum;

        public void Add(long value)
        {
            lock (_lock)
            {
                _sum += value;
            }
        }

        public void Observe(double value)
        {
            lock (_lock)
            {
                _count++;
                _sum += value;
                for (var i = 0; i < Bounds.Length; i++)
                {
                    _buckets[i] += value <= Bounds[i] ? 1 : 0;
                }
            }
        }

        public void Write(StringBuilder text, string name, string labels, bool isHistogram)
        {
            lock (_lock)
            {
                var braces = labels.Length == 0 ? string.Empty : $"{{{labels}}}";
                if (!isHistogram)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {_sum}\n");
                    return;
                }

                var before = labels.Length == 0 ? string.Empty : labels + ",";
                for (var i = 0; i < Bounds.Length; i++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{Bounds[i]}\"}} {_buckets[i]}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"+Inf\"}} {_count}\n{name}_sum{braces} {_sum}\n{name}_count{braces} {_count}\n");
            }
        }
    }
}
