namespace ZioExchange.Adapters; internal static class Placeholder;
