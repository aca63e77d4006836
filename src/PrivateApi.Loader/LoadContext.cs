using System.Reflection;
using System.Runtime.Loader;

namespace PrivateApi.Loader;

/// <summary>
/// The context that the module and everything it depends on live in, so that another module's AWSSDK.Core
/// (AWS.Tools loads one into the default context) and ours never meet.
/// </summary>
public sealed class LoadContext : AssemblyLoadContext
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(LoadContext).Assembly.Location)!;

    // The runtime creates it once, whichever runspace comes first.
    private static readonly LoadContext Instance = new();

    private LoadContext()
        : base("PrivateApi") { }

    /// <summary>The module's assembly, loaded in this context; what <c>Import-Module -Assembly</c> takes.</summary>
    public static Assembly Module => Instance.LoadFromAssemblyPath(Path.Combine(Folder, "PrivateApi.dll"));

    /// <summary>The module's core assembly, without its commands.</summary>
    internal static Assembly Core => Instance.LoadFromAssemblyPath(Path.Combine(Folder, "PrivateApi.Core.dll"));

    /// <summary>
    /// Returns the file next to the loader, or null for what the host provides (System.Management.Automation,
    /// the base library), which then comes from the default context and stays shared.
    /// </summary>
    /// <param name="assemblyName">The requested assembly.</param>
    /// <returns>The assembly, or null if the folder has none with that name.</returns>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        string file = Path.Combine(Folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
