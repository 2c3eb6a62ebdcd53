using System.Globalization;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary>One line on a terminal that is drawn over: how far, how fast, how long still.</summary>
internal sealed class ProgressBar(TextWriter terminal, TimeProvider clock) : IProgress<(long Done, long All)>
{
    private const int Width = 30;
    private readonly long _start = clock.GetTimestamp();
    private long _drawn;

    public void Report((long Done, long All) value)
    {
        // Five times a second is enough to see it move.
        if (_drawn != 0 && clock.GetElapsedTime(_drawn) < TimeSpan.FromMilliseconds(200) && value.Done < value.All)
        {
            return;
        }

        _drawn = clock.GetTimestamp();
        var seconds = Math.Max(clock.GetElapsedTime(_start).TotalSeconds, 0.001);
        var (share, rate) = (value.All == 0 ? 1.0 : (double)value.Done / value.All, value.Done / seconds);
        var left = rate > 0 ? TimeSpan.FromSeconds((value.All - value.Done) / rate) : TimeSpan.Zero;
        var bar = new string('#', (int)(share * Width)).PadRight(Width, '.');
        terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{bar}] {share,4:P0}  {value.Done} of {value.All}  {rate:F0}/s  {left:hh\\:mm\\:ss} left "));
    }

    public void Finish() => terminal.WriteLine();
}
