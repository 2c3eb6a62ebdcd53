using ZioExchange.Broker.Cli;

// The table of contents of the broker stands in Hosting/BrokerHost.cs; the verbs in Cli/Verbs.cs.
return await Verbs.RunAsync(args);
