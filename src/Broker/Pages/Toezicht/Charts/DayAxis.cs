namespace ZioExchange.Broker.Pages.Toezicht.Charts;

/// <summary>The days of a period side by side, right of the room for the numbers of the other axis; about ten of them are named.</summary>
internal readonly record struct DayAxis(DateOnly First, int Days)
{
    public const int Width = 960;
    public const int Left = 48;

    /// <summary>The width of one day.</summary>
    public double Slot => (Width - Left) / (double)Days;

    /// <param name="day">From 0.</param>
    public double At(int day) => Left + (day * Slot);

    /// <summary>A line across at a height, with its number before it.</summary>
    public static void Mark(Svg svg, double y, string number) => svg.Line(Left, y, Width, y).Text(Left - 8, y + 5, "end", number);

    public void Name(Svg svg, double y)
    {
        for (var day = 0; day < Days; day += Math.Max(1, Days / 10))
        {
            svg.Text(At(day) + (Slot / 2), y, "middle", $"{First.AddDays(day).Day}-{First.AddDays(day).Month}");
        }
    }
}
