namespace ZioExchange.Benchmarks.Exchange;

/// <summary>What a closed load saw: answers, answers a second, and the median and 99th percentile in milliseconds.</summary>
internal readonly record struct LoadSeen(int Answers, double Rate, double Median, double P99);
