using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>A control-plane call: the request, and whose account and which Region it is for.</summary>
internal sealed record ServiceCall(LabStore Store, LabRequest Request, string AccountId, string Region, string AccessKey)
{
    private DateTimeOffset? _now;

    public string RequestId { get; } = Store.Ids.Request();

    /// <summary>The time of the call, the same whenever it is asked: what it makes is pending in its own answer, however late.</summary>
    public DateTimeOffset Now => _now ??= Store.Now;

    /// <summary>The partition that the Region belongs to.</summary>
    public string Partition => Amazon.RegionEndpoint.GetBySystemName(Region).PartitionName;

    /// <summary>A service's state in the caller's account and Region.</summary>
    public T State<T>()
        where T : class, ILabState<T> => Store.Get<T>(AccountId, Region);

    /// <summary>A service's state in the caller's account, for services without Regions.</summary>
    public T GlobalState<T>()
        where T : class, ILabState<T> => Store.Get<T>(AccountId, "*");
}
