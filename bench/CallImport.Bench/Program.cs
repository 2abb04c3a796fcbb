using CallImport.Bench;
using CallImport.Bench.Chaos;
using CallImport.Bench.Load;
using CallImport.Bench.Platforms;
using CallImport.Bench.Source;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stopping.Cancel();
};

if (!Arguments.ArePairs(args.Skip(1)))
{
    return Usage();
}

var arguments = new Arguments(args.Skip(1));
return args.FirstOrDefault() switch
{
    "load" => await LoadCommand.RunAsync(arguments, stopping.Token),
    "idle" => await IdleCommand.RunAsync(arguments, stopping.Token),
    "start" => await StartCommand.RunAsync(arguments, stopping.Token),
    "status" => await StatusCommand.RunAsync(arguments, stopping.Token),
    "memory" => await MemoryCommand.RunAsync(arguments, stopping.Token),
    "limit" => await LimitProgram.RunAsync(arguments, stopping.Token),
    "source" => await LoadSource.RunAsync(arguments, stopping.Token),
    "chaos" => await ChaosCommand.RunAsync(arguments, stopping.Token),
    "platforms" => await PlatformsCommand.RunAsync(arguments, stopping.Token),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        load   an import beside the limit: --calls 10000 --bytes 200000 --latency-ms 0 --concurrency 8 --nodes 1 --workspaces 1 --rounds 1
               --filled 0 (calls of an earlier import in the tables) --statements 0 (dearest statements to print) --limit 1
        idle   what a node with nothing to do costs: --seconds 60
        start  what it costs until a node is ready: --rounds 5
        status how long a program waits for the status of an import that runs on the node it asks: --calls 10000 --bytes 200000 --concurrency 8
        memory what large recordings cost in memory, one and several at once: --bytes 2000000000 --many 5 (needs room for all of them in the temporary folder)
        limit  the limit program alone, against a source: --source URL --folder PATH --database CONNECTION --calls N --concurrency N
        source the load source alone: --port N --calls N --bytes N --latency-ms N
        chaos  a cluster that is killed, frozen and cut off: --seed N --calls 3000 --nodes 3 --seconds 120 --media-ms 300 --bytes 20000 --patience 180
        platforms  every platform, or one, with faults of all kinds, tokens that end and a killed node: --calls 1000 --platform NAME
        """);
    return 2;
}
