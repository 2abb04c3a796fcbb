using System.Net;
using System.Net.Sockets;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class EgressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::")]
    public void What_is_not_public_is_refused(string address) =>
        Assert.False(Guard([]).Permits(IPAddress.Parse(address), 443, encrypted: true));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void Public_addresses_are_reached_by_tls_only(string address)
    {
        Assert.True(Guard([]).Permits(IPAddress.Parse(address), 443, encrypted: true));
        Assert.False(Guard([]).Permits(IPAddress.Parse(address), 80, encrypted: false));
    }

    [Theory]
    [InlineData("127.0.0.1:8090", "127.0.0.1", 8090, true)]
    [InlineData("127.0.0.1:8090", "::ffff:127.0.0.1", 8090, true)]
    [InlineData("127.0.0.1:8090", "127.0.0.1", 8091, false)]
    [InlineData("127.0.0.1:8090", "127.0.0.2", 8090, false)]
    [InlineData("127.0.0.1", "127.0.0.1", 5, true)]
    [InlineData("10.0.0.0/8", "10.9.8.7", 1234, true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", 1234, false)]
    [InlineData("[::1]:8090", "::1", 8090, true)]
    [InlineData("fd00::/8", "fd00::5", 80, true)]
    public void The_operator_can_allow_more(string allow, string address, int port, bool expected) =>
        Assert.Equal(expected, Guard([allow]).Permits(IPAddress.Parse(address), port, encrypted: false));

    [Fact]
    public async Task A_name_is_judged_by_the_address_it_leads_to()
    {
        using var listener = Listen(out var port);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Guard([], IPAddress.Loopback), $"https://harmless.example:{port}/"));

        Assert.Equal("harmless.example", EgressRefusedException.In(error)?.Host);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_gains_nothing()
    {
        using var listener = Listen(out var port);
        var asked = 0;
        var guard = new EgressGuard(
            Options.Create(new OutboundOptions()),
            (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("240.0.0.1") : IPAddress.Loopback]));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(guard, $"https://rebinding.example:{port}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(guard, $"https://rebinding.example:{port}/"));

        Assert.Equal(2, asked);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Of_several_addresses_only_the_permitted_ones_are_tried()
    {
        using var listener = Listen(out var port);
        var guard = Guard([$"127.0.0.1:{port}"], IPAddress.Parse("10.0.0.1"), IPAddress.Loopback);

        using var client = Client(guard);
        var answering = AnswerAsync(listener);
        Assert.Equal("hello", await client.GetStringAsync($"http://several.example:{port}/", TestContext.Current.CancellationToken));
        await answering;
    }

    [Fact]
    public async Task Without_tls_a_public_address_says_that_it_needs_it()
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Guard([], IPAddress.Parse("8.8.8.8")), "http://vendor.example/"));

        Assert.True(EgressRefusedException.In(error)?.NeedsEncryption);
    }

    private static EgressGuard Guard(string[] allow, params IPAddress[] resolved) =>
        new(Options.Create(new OutboundOptions { Allow = allow }), (_, _) => Task.FromResult(resolved));

    private static HttpClient Client(EgressGuard guard) => new(new SocketsHttpHandler { ConnectCallback = guard.ConnectAsync, UseProxy = false });

    private static async Task GetAsync(EgressGuard guard, string url)
    {
        using var client = Client(guard);
        await client.GetAsync(url, TestContext.Current.CancellationToken);
    }

    private static TcpListener Listen(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await connection.GetStream().WriteAsync(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray(), TestContext.Current.CancellationToken);
    }
}
