using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PrivateApi.Loader;

/// <summary>
/// The context that the module and everything it depends on live in, so that another module's AWSSDK.Core
/// (AWS.Tools loads one into the default context) and ours never meet.
/// </summary>
public sealed class LoadContext : AssemblyLoadContext
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(LoadContext).Assembly.Location)!;

    // The package has the assemblies compiled ahead of time for some systems. Elsewhere, and in a build, those of every system are loaded.
    private static readonly string[] Folders = [Path.Combine(Folder, OwnSystem), Folder];

    // The runtime creates it once, whichever runspace comes first.
    private static readonly LoadContext Instance = new();

    private LoadContext()
        : base("PrivateApi") { }

    /// <summary>The module's assembly, loaded in this context; what <c>Import-Module -Assembly</c> takes.</summary>
    public static Assembly Module => Instance.LoadFromAssemblyPath(Find(Folders, "PrivateApi")!);

    /// <summary>The module's core assembly, without its commands.</summary>
    internal static Assembly Core => Instance.LoadFromAssemblyPath(Find(Folders, "PrivateApi.Core")!);

    /// <summary>
    /// Returns the file next to the loader, or null for what the host provides (System.Management.Automation,
    /// the base library), which then comes from the default context and stays shared.
    /// </summary>
    /// <param name="assemblyName">The requested assembly.</param>
    /// <returns>The assembly, or null if the folder has none with that name.</returns>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        return Find(Folders, assemblyName.Name!) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    /// <summary>The folder of this system's assemblies, for instance linux-x64.</summary>
    internal static string OwnSystem =>
        (
            OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : "linux"
        ) + $"-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The file of an assembly in the first folder that has it; null for none.</summary>
    internal static string? Find(IEnumerable<string> folders, string name) =>
        folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);
}
