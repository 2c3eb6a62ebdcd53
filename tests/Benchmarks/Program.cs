using ZioExchange.Benchmarks;

return await Catalogue.RunAsync(args, Console.Out, Console.Error);
