namespace PrivateApi.Lab.DataPlane;

/// <summary>Where integrations lead to.</summary>
/// <param name="Outside">Backends that the lab was allowed to reach.</param>
/// <param name="Services">The lab's own services.</param>
internal sealed record Backends(HttpMessageInvoker Outside, HttpMessageInvoker Services) : IDisposable
{
    public void Dispose()
    {
        Outside.Dispose();
        Services.Dispose();
    }
}
