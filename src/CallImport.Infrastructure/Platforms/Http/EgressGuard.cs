using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Looks up the addresses of a host.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Decides which addresses this server connects to, and makes the connection itself: what is checked is the very address connected to, so a name
/// that resolves differently a moment later gains nothing.
/// </summary>
internal sealed class EgressGuard(IOptions<OutboundOptions> options, HostResolver resolve)
{
    private readonly IPNetwork[] allowedNetworks =
        [.. options.Value.Allow.Where(entry => IPNetwork.TryParse(entry, out _)).Select(entry => IPNetwork.Parse(entry))];

    private readonly IPEndPoint[] allowedEndPoints =
        [.. options.Value.Allow.Where(entry => !IPNetwork.TryParse(entry, out _)).Select(IPEndPoint.Parse)];

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var encrypted = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var permitted = addresses.Where(address => Permits(address, port, encrypted)).ToArray();
        if (permitted.Length == 0)
        {
            throw addresses.Length == 0
                ? new SocketException((int)SocketError.HostNotFound)
                : new EgressRefusedException(host, needsEncryption: !encrypted && addresses.Any(address => Permits(address, port, encrypted: true)));
        }

        return await ConnectAsync(permitted, port, cancellationToken);
    }

    /// <summary>Public addresses need TLS; those the operator allows do not.</summary>
    public bool Permits(IPAddress address, int port, bool encrypted) =>
        IsAllowed(address, port) || (encrypted && AddressRules.IsPublic(address));

    private bool IsAllowed(IPAddress address, int port)
    {
        var plain = AddressRules.Unmapped(address);
        return allowedNetworks.Any(network => network.Contains(plain))
            || allowedEndPoints.Any(allowed => allowed.Address.Equals(plain) && (allowed.Port == 0 || allowed.Port == port));
    }

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[index], port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
